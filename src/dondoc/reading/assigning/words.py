"""Từ vựng của việc giao việc. / The words of giving work, each list a habit of official Vietnamese.

Lists are plain strings, one phrase after another divided by commas, longest match first when joined: a new word is added here and nowhere
else. All in lower case; a capital at the head of a sentence is handled by whoever matches.
"""

from __future__ import annotations

import re

from dondoc.reading.patterns import later

_BLANK = re.compile(r"(?<![\\\[]) (?![+*?{\]])")
_BEHIND = re.compile(r"(\(\?<[=!][^()]*\))")


def spaced(expression: str, flags: int = 0) -> re.Pattern[str]:
    """An expression in which one blank stands for any run of blanks (a line break leaves several), compiled when first used.

    Blanks of a look-behind stay as they are: Python wants those of fixed width.
    """
    return later(lambda: re.compile(_spaced(expression), flags))


def _spaced(expression: str) -> str:
    parts = _BEHIND.split(expression)
    return "".join(part if number % 2 else _BLANK.sub(" +", part) for number, part in enumerate(parts))


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a list, longest first, so that «chủ trì, phối hợp» never hides behind «chủ»."""
    return tuple(
        sorted({" ".join(part.split()) for part in text.replace("\n", ",").split(",") if part.strip()}, key=lambda p: (-len(p), p))
    )


def alternation(*lists: str) -> str:
    """A pattern of all phrases of short lists, longest first. Long lists are looked up by `lexicon`, which costs nothing to make."""
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", " ") for phrase in phrases(",".join(lists))) + ")"


#: who may be told to act: bodies. «Sở Tài chính khẩn trương …», «các huyện ủy chỉ đạo …»
BODIES = """
quốc hội, bộ chính trị, ban bí thư, hội đồng dân tộc, cơ sở nuôi trồng, cơ sở sản xuất, cơ sở kinh doanh, cơ sở chế biến,
bộ phận, bộ chỉ huy, bộ tư lệnh, bộ đội, bộ, sở, ban cán sự đảng, ban chỉ đạo, ban chỉ huy, ban quản lý các dự án, ban quản lý dự án,
ban quản lý, ban tổ chức,
ban thường vụ, ban chấp hành, ban giám hiệu, ban giám đốc, ban, ngành, ủy ban, uỷ ban, ubnd, hđnd, ubmttq, mttq, hội đồng,
tỉnh ủy, tỉnh uỷ, thành ủy, thành uỷ, huyện ủy, huyện uỷ, thị ủy, thị uỷ, quận ủy, quận uỷ, đảng ủy, đảng uỷ, đảng đoàn, cấp ủy,
cấp uỷ, chi ủy, chi uỷ, chi bộ, đảng bộ, quân ủy, quân uỷ, tổ chức đảng, tổ chức cơ sở đảng, tổ chức đoàn thể, tổ chức đoàn,
tổ chức chính trị - xã hội - nghề nghiệp, tổ chức chính trị - xã hội, tổ chức chính trị, tổ chức, văn phòng, công an, quân đội,
quân khu, dân quân, mặt trận tổ quốc, mặt trận, hội, đoàn thanh niên, đoàn thể chính trị - xã hội, đoàn thể, ban xây dựng đảng,
đoàn công tác, đoàn kiểm tra, đoàn đại biểu, tỉnh đoàn, thành đoàn, huyện đoàn, liên đoàn, liên minh, liên hiệp, hiệp hội,
trung tâm, trường học, trường, học viện, đại học, đài, báo, tạp chí, nhà xuất bản, cục, vụ, chi cục, tổng cục, thuế, viện,
bệnh viện, trạm, ngân hàng, bảo hiểm xã hội, bảo hiểm, kho bạc, thanh tra, tòa án, toà án, viện kiểm sát, kiểm toán, kiểm lâm,
hải quan, tập đoàn, tổng công ty, công ty, doanh nghiệp, hợp tác xã, chi nhánh, cấp trên, chủ đầu tư, nhà đầu tư, nhà thầu,
đơn vị tư vấn, tổ công tác, tổ chỉ đạo, tổ giúp việc, tổ biên tập, tổ soạn thảo, tổ chuyên môn, tổ thẩm định, tổ kiểm tra, đội,
phòng, thông tấn xã, cổng thông tin, cơ quan, đơn vị, địa phương, chính quyền, thường trực, văn phòng quốc hội, chính phủ,
cơ sở giáo dục, cơ sở y tế, nhà trường, cơ sở đào tạo, cơ sở khám bệnh, cơ sở, khu, quỹ, phương tiện thông tin,
phương tiện truyền thông, hệ thống chính trị, quý cơ quan, quý đơn vị, quý công ty, lực lượng, khối, các cấp, ngành chức năng,
sở ngành, tổ dân phố, hộ gia đình, cơ quan quản lý, cơ quan chủ trì, cơ quan chủ quản, cơ quan phối hợp, cơ quan thường trực,
cơ quan kiểm tra, cơ quan soạn thảo, cơ quan thẩm định, cơ quan tham mưu, cơ quan tổ chức, đơn vị thi công, đơn vị quản lý,
đơn vị chủ trì, đơn vị phối hợp, đơn vị khai thác, đơn vị sản xuất, đơn vị tổ chức, đơn vị vận hành, đơn vị thẩm định,
cơ quan báo chí, cơ quan thông tấn, tổ vận hành, chủ dự án, chủ rừng, chủ hồ,
công đoàn, chi đoàn, đoàn, chi hội, liên chi, tổ đảng, phân hội, ban công tác mặt trận, ban thanh tra nhân dân, ban nhân dân,
ban giám sát đầu tư, ban quản trị, ban tiếp công dân, ban chủ nhiệm, ban vận động, ban bầu cử, tổ bầu cử, tổ dân vận, tổ hòa giải,
tổ công nghệ số cộng đồng, tổ bảo vệ, tổ xung kích, tổ liên ngành, tổ tư vấn, tổ quản lý, tổ thư ký, tổ tự quản, tổ giám sát,
tổ thanh tra, tổ hợp tác, tổ sản xuất, tổ tuyên truyền, tổ phản ứng nhanh, tiểu ban, tiểu đoàn, trung đoàn, sư đoàn, lữ đoàn, quân đoàn,
quân chủng, quân chủng, binh chủng, cảnh sát, cảnh sát biển, bộ tổng tham mưu, tổng cục chính trị, hải quân, biên phòng, đồn biên phòng,
đồn công an, đồn, đội công an, đội cảnh sát, đội quản lý thị trường, đội kiểm tra, hạt kiểm lâm, hạt quản lý, hạt, cơ quan điều tra,
cơ quan thi hành án, thi hành án dân sự, thi hành án, cơ quan đại diện, cơ quan thường trú, đại sứ quán, tổng lãnh sự quán,
đoàn luật sư, đoàn khối, đoàn trường, bộ môn, phân viện, phân hiệu, nhà máy, xí nghiệp, nông trường, lâm trường, ngân hàng thương mại,
tổ chức tín dụng, quỹ tín dụng, công ty con, điện lực, bưu điện, viễn thông, cảng vụ, cảng, thư viện, bảo tàng, nhà hát,
nhà thiếu nhi, nhà văn hóa, nhà khách, trại giam, trại tạm giam, cơ sở cai nghiện, phòng khám, hệ thống cơ sở, thống kê,
cơ quan thuế, cơ quan công an, cơ quan hải quan, cơ quan nhà nước, cơ quan nội chính, cơ quan tố tụng, cơ quan tài chính,
cơ quan tiếp nhận, đơn vị tiếp nhận, bộ phận tiếp nhận, bộ phận một cửa, cơ quan giải quyết, cơ quan xử lý, đơn vị cung cấp,
đơn vị tham mưu, đơn vị sử dụng, đơn vị giải quyết, đơn vị thụ lý, cơ quan thụ lý, đơn vị đầu mối, cơ quan đầu mối, đơn vị đăng cai,
đơn vị soạn thảo, đơn vị đề xuất, cơ quan đề xuất, cơ quan ban hành, đơn vị chủ quản, đơn vị kiểm tra, cơ quan thẩm tra,
chốt kiểm dịch, chốt kiểm soát, chốt trực, trạm kiểm dịch, chủ cơ sở, chủ phương tiện, chủ hộ, chủ doanh nghiệp, chủ tàu,
quỹ đầu tư phát triển, quỹ đầu tư, quỹ bảo lãnh, quỹ hỗ trợ, quỹ bảo vệ môi trường, quỹ phát triển,
hội đồng quản trị, hội đồng thành viên, hội đồng quản lý, lưu trữ lịch sử, lưu trữ hiện hành,
nhà thầu thi công, nhà thầu xây lắp, nhà thầu khảo sát, nhà thầu tư vấn, nhà thầu tư vấn giám sát, nhà thầu tư vấn thiết kế,
liên danh nhà thầu, đơn vị tư vấn giám sát, đơn vị tư vấn thiết kế, đơn vị tư vấn lập quy hoạch, đơn vị thiết kế, đơn vị khảo sát,
cơ quan chuyên môn trực thuộc người quyết định đầu tư, người quyết định đầu tư, chủ cơ sở sản xuất, chủ cơ sở kinh doanh,
chủ hồ chứa, chủ đập, hộ kinh doanh, công ty cổ phần, tổng công ty cổ phần, công ty trách nhiệm hữu hạn, đài truyền thanh,
công chức địa chính, công chức tư pháp, công chức văn hóa, công chức văn phòng, công chức tài chính, công chức kế toán, tthđnd
"""

#: words that begin like a body and are none: «báo cáo», «ban hành», «bộ máy», «cơ sở dữ liệu»
NOT_BODIES = """
báo cáo, báo động, báo hiệu, ban hành, ban bố, bộ máy, bộ tiêu chí, bộ chỉ số, bộ phim, bộ luật, bộ nhận diện, sở hữu, sở thích,
ngành nghề, ngành hàng, cục bộ, khối lượng, đoàn kết, hội nghị, hội thảo, hội nhập, hội tụ, hội chợ, hội thi, khu vực phòng thủ,
cơ sở dữ liệu, cơ sở hạ tầng, cơ sở vật chất, cơ sở pháp lý, cơ sở lý luận, cơ sở thực tiễn, cơ sở đó, vụ việc, vụ án, vụ mùa,
thuế tndn, thuế gtgt, thuế tncn, thuế ttđb, thuế bvmt, thuế gián thu, thuế giá trị gia tăng, thuế thu nhập, thuế tiêu thụ đặc biệt,
thuế nhập khẩu, thuế xuất khẩu, thuế xuất nhập khẩu, thuế tài nguyên, thuế môn bài, thuế bảo vệ môi trường, thuế sử dụng đất, thuế khoán,
thuế nhà thầu, thuế đất, thuế trực thu, thuế quan,
ủy ban hành, uỷ ban hành,
viện dẫn, viện trợ, đội ngũ, quỹ đất, quỹ lương, thuế suất, phòng ngừa, phòng chống, phòng bệnh, phòng dịch, phòng thủ,
trường hợp, cá nhân hóa, chính quyền điện tử, chính quyền số, lực lượng lao động, lực lượng sản xuất, doanh nghiệp hóa,
tổ chức thực hiện, tổ chức triển khai, tổ chức bộ máy, đài thọ, đoàn viên thanh niên là, thống kê số liệu, kế toán trưởng là, đồn đại,
phụ trách công tác, phụ trách lĩnh vực, thi hành án tử hình, đồn điền, nhân viên hóa, văn thư lưu trữ, cảng biển,
cảng hàng không, hạt nhân, hạt giống, báo giá, khu vực, khu đất, khu di tích, khu dân cư,
khu tái định cư, khu nhà ở, bản đồ, đơn vị hành chính, hộ tịch, trạm biến áp, trưởng thành, bảo hiểm thất nghiệp, phòng cháy,
phòng hộ, phòng họp, phòng học, đại học hóa, ngân hàng dữ liệu, địa phương hóa, xã hội, xã hội hóa, bản tin, bản sắc, bản quyền,
bản án, bản sao, bản chất, bản thân, tỉnh táo, thành viên hóa, thôn tính, huyện đảo
"""

#: small words that never belong to a name
FUNCTIONS = (
    "để, về, trong, trên, tại, từ, đến, với, cho, theo, khi, nếu, mà, như, và, hoặc, là, do, vì, nhằm, qua, sau, trước, vào,"
    " ra, lên, bằng, gồm, cùng, hoặc, nhưng, thì, các, những, của, ở, có, căn cứ, trực thuộc, thuộc, này, nêu, đối với, liên"
    " quan"
)

#: who may be told to act: posts and persons. «Bí thư Huyện ủy trực tiếp …», «người đứng đầu phải …»
POSTS = """
tổ đại biểu, đoàn đại biểu quốc hội, bộ trưởng, thứ trưởng, thống đốc, tổng thanh tra, tổng kiểm toán, chánh án, viện trưởng,
tổng giám đốc, phó tổng giám đốc, giám đốc, phó giám đốc, hiệu trưởng, chủ tịch, phó chủ tịch, bí thư, phó bí thư, trưởng ban,
phó trưởng ban, trưởng phòng, phó trưởng phòng, trưởng công an, trưởng đoàn, trưởng các, trưởng, phó trưởng, chánh văn phòng,
phó chánh văn phòng, chánh thanh tra, chánh, chủ nhiệm, phó chủ nhiệm, thủ trưởng, người đứng đầu, cấp trưởng, tổ trưởng,
đội trưởng, cục trưởng, vụ trưởng, chi cục trưởng, tổng cục trưởng, tư lệnh, chỉ huy trưởng, tham mưu trưởng, chính ủy,
thủ tướng chính phủ, phó thủ tướng, thủ tướng, lãnh đạo, thành viên, ủy viên, uỷ viên, cán bộ, đảng viên, công chức, viên chức,
hội viên, đoàn viên, đồng chí, cá nhân, tập thể, thường trực, kế toán trưởng, chủ sở hữu, kiểm soát viên, người đại diện,
báo cáo viên, đại biểu, thư ký, chuyên viên, giáo viên, tổng bí thư, người quản lý,
chủ tịch nước, phó chủ tịch nước, tổng thư ký, phó thống đốc, phó tổng thanh tra, phó tổng kiểm toán, phó chánh án, phó viện trưởng,
phó hiệu trưởng, phó chánh thanh tra, phó cục trưởng, phó vụ trưởng, phó chi cục trưởng, phó trưởng đoàn, phó tư lệnh,
phó chỉ huy trưởng, chính trị viên, chính trị viên phó, phó tham mưu trưởng, hạt trưởng, đồn trưởng, trạm trưởng, trưởng trạm, trưởng khoa,
trưởng bộ môn, trưởng thôn, trưởng bản, trưởng ấp, trưởng khu phố, tổ trưởng tổ dân phố, trưởng tiểu ban, trưởng đơn vị,
kiểm sát viên, thẩm phán, chấp hành viên, điều tra viên, thanh tra viên, kiểm tra viên, trợ giúp viên, công chứng viên, kiểm lâm viên,
nhân viên, kế toán, thủ quỹ, văn thư, cộng tác viên, tuyên truyền viên, phóng viên, biên tập viên, giảng viên, luật sư,
người phát ngôn, người phụ trách, người chỉ huy, người có thẩm quyền, người được giao, người được phân công, phụ trách,
đảng ủy viên, đảng uỷ viên, tỉnh ủy viên, thành ủy viên, huyện ủy viên, chi ủy viên, cấp ủy viên,
chủ tài khoản, đội viên, chiến sĩ, chiến sỹ, sĩ quan, quản trị viên, người lao động
"""

#: the territory itself as the one told: «Tỉnh chủ động …», «Thành phố cần …», only with a capital or a name
PLACES = "tỉnh, thành phố, huyện, thị xã, quận, xã, phường, đặc khu, thị trấn, thôn, khu phố, khu dân cư, thủ đô"

#: what may stand inside a name of a body without capital: «các sở, ban, ngành cấp tỉnh có liên quan»
INSIDE = """
các, những, của, thuộc, trực thuộc, cấp, tỉnh, thành phố, huyện, thị xã, thị trấn, xã, phường, đặc khu, quận, thôn, bản, ấp,
tổ dân phố, khu phố, trung ương, địa phương, cơ sở, liên quan, có liên quan, khác, nêu trên, nói trên, địa bàn, trên địa bàn,
đóng quân, đóng chân, cửa khẩu, kiểm dịch, trên cả nước, trên toàn quốc, trên địa bàn toàn tỉnh, tại, ở, đóng, chuyên môn,
chuyên ngành, chức năng,
nhà nước, nhân dân,
ban chỉ đạo, ban chỉ huy, ban quản lý, ban tổ chức, tổ công tác, tổ giúp việc, phòng thủ dân sự, cải cách hành chính, quốc gia,
quân sự, quốc biên phòng, hành chính, sự nghiệp, công lập, ngoài công lập, ngang bộ, dân tộc, chính trị,
chính trị - xã hội - nghề nghiệp, chính trị - xã hội, xã hội, nghề nghiệp, thông tin, đại chúng, báo chí, truyền thông,
phát thanh, truyền hình, giáo dục, y tế, khu vực, lĩnh vực, phụ trách, phụ trách lĩnh vực, dự án, công trình, doanh nghiệp,
hợp tác xã, cơ quan, đơn vị, đoàn thể, đảng, ủy, uỷ, đảng viên, cán bộ, công chức, viên chức, người lao động, hội viên,
đoàn viên, ban, ngành, sở, bộ, cục, vụ, thành viên, đồng chí, bí thư, chủ tịch, giám đốc, trưởng, phó, thứ trưởng, bộ trưởng,
thủ trưởng, cùng cấp, hai, 02, hai cấp, nước, này, mình, hệ thống chính trị, công an, quân đội, thanh tra, thường trực,
ban thường vụ, đội, bảo hiểm, kho bạc, công nghệ, nhà đầu tư, nhà thầu, chủ đầu tư, phổ thông, mầm non, tiểu học, bệnh viện,
trường, trung tâm, kinh tế, văn hóa, khoa học, tín dụng, thương mại, tài chính, khuyến nông, thông tấn, hội, hội đồng, phòng,
ubnd, ủy ban, uỷ ban, hđnd, huyện ủy, tỉnh ủy, đảng ủy, thành ủy, chi bộ, cấp ủy, tổ chức đảng, tổ chức cơ sở đảng, chi cục,
tổng cục, lớn, lực lượng vũ trang, vũ trang, nòng cốt, thẩm quyền, có thẩm quyền,
trong và ngoài nước, trong và ngoài tỉnh, trong và ngoài ngành, trong và ngoài đảng, trong và ngoài,
pháp chế, cán sự, chỉ huy, tập thể, cá nhân, nhà trường,
hữu quan, sự nghiệp công lập, khu, khu công nghệ cao, khu công nghiệp, khu kinh tế, khu chế xuất, cụm công nghiệp, khu du lịch,
rừng, vườn quốc gia, di tích, phòng chuyên môn, viễn thông, bưu chính, trường học, chuyên trách, đồng hành, kinh doanh dịch vụ
"""

#: second members of a list, only after a comma or «và»: «sở, ban, ngành», «xã, phường», «cơ quan, tổ chức, cá nhân»
MEMBERS = """
ngành, đoàn thể, xã, phường, đặc khu, thị trấn, huyện, thị xã, thành phố, thôn, bản, cá nhân, nhân dân, người dân,
người lao động, nhà khoa học, chuyên gia, ngang bộ, thị, thành ủy, thị ủy, quận, hộ gia đình, cộng đồng, cộng đồng dân cư,
tầng lớp nhân dân, học sinh, sinh viên, giáo viên, cư dân, hộ kinh doanh, tổ dân phố, khu phố, đại chúng, cấp xã, cấp huyện,
cấp tỉnh, cấp cơ sở, cấp trung ương, trường học, báo chí, truyền thông, truyền hình, phát thanh, ấp, buôn, phum, sóc, khóm,
hợp tác xã, tổ hợp tác, ngư dân, nông dân, phụ nữ, thanh niên, cựu chiến binh, đồng bào, bà con, chức sắc, chức việc, hội viên,
đoàn viên, công nhân, nhà thầu, nhà đầu tư, tiểu học, trung học cơ sở, trung học phổ thông, thcs, thpt
"""

#: names of branches, of which only the first syllable has a capital: «Sở Tài chính», «Ban Tuyên giáo và Dân vận»
NAMES = """
thi hành án dân sự, thi hành án, trung học phổ thông, trung học cơ sở, trung học, giáo dục thường xuyên, giáo dục nghề nghiệp, dạy nghề,
dân tộc nội trú, dân tộc bán trú, chính trị viên, phổ thông cơ sở, đại diện cha mẹ học sinh, đại diện cha mẹ, đo đạc, bản đồ,
đo đạc bản đồ, thống kê, khí tượng thủy văn, thủy lợi, lâm nghiệp, kiểm ngư,
quản lý thị trường, phòng chống thiên tai, phòng vệ thương mại, kinh tế hợp tác, cạnh tranh, hóa chất, dược, khám chữa bệnh, y tế dự phòng,
an toàn thông tin, an toàn vệ sinh, thú y, chăn nuôi, trồng trọt, tài chính kế hoạch, tài chính - kế hoạch, kinh tế hạ tầng,
văn hóa - xã hội,
văn hóa xã hội, lao động, thương binh, xây dựng cơ bản, xây dựng đảng, bồi thường, bảo vệ chính trị, tác chiến, tuyên huấn, thông tin cơ sở,
khoáng sản, ruộng đất, địa chất, ngoại vụ, dân tộc và tôn giáo, nông thôn mới,
đổi mới sáng tạo, đổi mới, khởi nghiệp, sáng tạo, bảo trợ xã hội, chăm sóc, nuôi dưỡng, điều dưỡng, hỗ trợ, quy hoạch, kiến trúc,
phát triển quỹ đất, điều hành thông minh, phát triển đô thị, phát triển doanh nghiệp, xúc tiến đầu tư, phát triển nông thôn,
bảo vệ thực vật, phòng cháy chữa cháy, quốc gia, tài chính, công an, quốc phòng, ngoại giao, nội vụ, tư pháp, kế hoạch, đầu tư,
công thương, nông nghiệp, phát triển, nông thôn, môi trường, tài nguyên, xây dựng, giao thông, vận tải, thông tin, truyền thông,
khoa học, công nghệ, giáo dục, đào tạo, y tế, văn hóa, văn hoá, thể thao, du lịch, lao động, thương binh, xã hội, dân tộc,
tôn giáo, thanh tra, ngân hàng, nhà nước, tổ chức, kiểm tra, tuyên giáo, dân vận, nội chính, tuyên vận, dân chính, quản lý,
tiếp công dân, trung ương, chính phủ, quốc hội, nhân dân, mặt trận, tổ quốc, thanh niên, phụ nữ, nông dân, cựu chiến binh,
công đoàn, chữ thập đỏ, khuyến học, người cao tuổi, nhà báo, luật gia, nhà văn, văn học, nghệ thuật, liên hiệp, liên minh,
hợp tác xã, doanh nghiệp, hải quan, kho bạc, thống kê, thuế, bảo hiểm, kiểm lâm, kiểm sát, tối cao, kiểm toán, quân sự,
biên phòng, cảnh sát, cơ động, phòng cháy, chữa cháy, cứu nạn, cứu hộ, phòng thủ, dân sự, thường vụ, thường trực, chỉ đạo,
chỉ huy, chấp hành, chuyển đổi số, cải cách, hành chính, công báo, điện tử, phát thanh, truyền hình, thông tấn xã, tiếng nói,
điện lực, dầu khí, bưu chính, viễn thông, công nghiệp, năng lượng, hàng không, hàng hải, đường bộ, đường sắt, đường thủy,
đăng kiểm, thủy lợi, thuỷ lợi, thủy sản, thuỷ sản, chăn nuôi, thú y, trồng trọt, bảo vệ, thực vật, chất lượng, đo lường,
tiêu chuẩn, sở hữu, trí tuệ, an toàn, thực phẩm, bức xạ, hạt nhân, chính trị, chính sách, dịch vụ, phục vụ, việc làm, giới thiệu,
khuyến nông, khuyến công, xúc tiến, thương mại, quỹ đất, đất đai, lưu trữ, văn thư, văn phòng, pháp chế, tổng hợp, kinh tế,
hạ tầng, đô thị, dân số, bà mẹ, trẻ em, kiểm soát, bệnh tật, giám định, pháp y, dự phòng, cấp cứu, phổ thông, nội trú, cao đẳng,
đại học, sư phạm, nghề nghiệp, thường xuyên, bảo tàng, thư viện, bảo tồn, di tích, di sản, nghiệp vụ, kỹ thuật, ứng dụng,
khu công nghiệp, khu kinh tế, chế xuất, dự án, dân dụng, đầu tư xây dựng các công trình, đầu tư xây dựng công trình,
đầu tư xây dựng, công trình giao thông, công trình dân dụng, thi đua, khen thưởng, cơ yếu, an ninh, trật tự, đối ngoại, hội nhập, hợp tác,
quốc tế, hội đồng, ủy ban, uỷ ban, công tác, công chức, viên chức, giám sát, cán bộ, đảng bộ, đảng viên, sức khỏe, sức khoẻ,
sinh sản, phóng viên, báo chí, xuất bản, di dân, tái định cư, biển, hải đảo, khí tượng, thủy văn, thuỷ văn, đăng ký, giao dịch,
bảo đảm, nhà ở, kinh doanh, thị trường, giá, công sản, ngân sách, đối tác, chứng khoán, phát hành, in ấn, nhà khách, hậu cần,
nhỏ và vừa, hộ kinh doanh, pháp luật hình sự, pháp luật dân sự,
pháp luật quốc tế, đa dạng sinh học, bảo tồn thiên nhiên,
tham mưu, bộ đội, dân quân, tự vệ, giải phóng, chuyên trách, tư vấn, quản trị, thành phố, tỉnh, huyện
"""

#: must: «phải hoàn thành», «có trách nhiệm báo cáo»
MODALS = """
phải, cần phải, cần, có trách nhiệm, chịu trách nhiệm, có nhiệm vụ, thì phải, thì cần, thì, sẽ, cùng, cùng nhau, nhất thiết phải,
đều phải
"""

#: how: an adverb that opens what is to be done. «khẩn trương rà soát», «tiếp tục triển khai»
MANNERS = """
tiếp tục, chủ động, kịp thời, thường xuyên, khẩn trương, nghiêm túc, kiên quyết, tích cực, tập trung, quyết liệt, trực tiếp,
nhanh chóng, quyết tâm, phấn đấu, nỗ lực, chú trọng, chú ý, lưu ý, quan tâm, ưu tiên, gương mẫu, cố gắng, mạnh dạn, sẵn sàng
"""

#: how, but too little to make a deed alone: «Hằng năm rà soát …», never «Hằng năm, Lễ hội …»
WEAK_MANNERS = """
nghiêm, sớm, chỉ được, trước mắt, định kỳ, từng bước, ngay, cơ bản, đồng bộ, đặc biệt, tự, tuyệt đối, thực sự, hết sức, nhất là, linh hoạt,
hằng năm, hàng năm, hằng tháng, hàng tháng, hằng quý, hàng quý, hằng tuần, hàng tuần, thống nhất, cụ thể, hằng ngày, hàng ngày,
mỗi tháng, mỗi quý, mỗi năm, mỗi tuần, không, không được, tuyệt đối không, kiên trì, bước đầu, đồng thời, song song, căn bản, ngay từ đầu,
toàn diện, triệt để, nhanh, mạnh, nhất quán, công khai minh bạch, một mặt, bằng mọi biện pháp, hợp lý, chặt chẽ, trước hết, cơ bản
"""

#: what is to be done
ACTS = """
trả lời, phúc đáp, phun, rắc, lấy mẫu, truy vết, giải đáp, đón tiếp, tiếp đón, túc trực, ứng trực, trực chiến, ra quân, ra mắt, bàn,
thảo luận,
bình chọn, xét chọn, xét tặng, trao tặng, trao giải, chấm điểm, xếp hạng, truyền đạt, tham quan, sao chụp, lưu giữ, lưu trữ,
lưu hồ sơ, nhập liệu,
nhập dữ liệu, lát, đào đắp, trồng, chăm bón, tưới, gieo trồng, gieo cấy, thả giống, giết mổ, kiểm dịch, thu mua, tạm trữ, bình ổn,
đấu nối, dựng,
cắm biển, cắm mốc, thu dọn, làm sạch, vớt, thuyết phục, cảm hóa, nhận đỡ đầu, tiếp sức, thăm, viếng, phụng dưỡng, phát quà, tạm ứng,
hoàn ứng, thanh lý,
điều chuyển, luân chuyển, chốt, khóa sổ, lập chốt, cấm, ngăn ngừa, chặn, truy bắt, bắt, khởi kiện, kháng nghị, thụ lý, dự họp,
tham dự, góp ý, đóng góp,
tự phê bình, tự soi, tự sửa, bồi đắp, lan tỏa, lan toả, khơi gợi, truyền cảm hứng, đặt hàng, giao khoán, đảm nhiệm, đảm trách,
làm đầu mối, làm nòng cốt,
là đầu mối, kiến tạo, hiến kế, hiến đất, ngầm hóa, cứng hóa, bê tông hóa, điện tử hóa, tin học hóa, tự động hóa, đồng bộ hóa,
luật hóa, lượng hóa,
tối giản, nhận diện, giao trách nhiệm, quy trách nhiệm, truy cứu, chuyển hồ sơ, chuyển cơ quan, xử lý dứt điểm, tiếp tục, thí nghiệm,
quan trắc, đo đếm,
giám định, kiểm nghiệm, hiệu chỉnh, hiệu đính, dịch thuật, phiên dịch, biên dịch, lồng tiếng, dàn dựng, tổng duyệt, diễu hành,
mít tinh, trồng cây, ghi danh,
điểm danh, triệu tập, điểm báo, điểm tin, định giá, thẩm định giá, xác lập, thành lập đoàn, cử cán bộ, biệt phái, điều trị,
khám bệnh, khám, sàng lọc, tư vấn,
chỉnh đốn, chống xuống cấp, thông tuyến, thông xe, giải tỏa, bóc tách, đối trừ, bù trừ, kê biên, phát mãi, bán đấu giá, thoái vốn,
cổ phần hóa, tái cấp vốn,
giãn nợ, khoanh nợ, đôn đốc thu, truy thu, chống thất thu, hoàn tất, chuẩn y, công nhận, giới thiệu nhân sự, hiệp thương, bỏ phiếu,
kiểm phiếu, ứng cử, đề bạt,
tri ân, đền ơn, ghi công, phong tặng, truy tặng, khen, trao quà, nêu tên, nhắc, cảnh cáo, khiển trách, đình chỉ, tạm đình chỉ,
cách chức, buộc, bắt buộc,
cứu chữa, thống nhất, kết luận, trao, trao đổi, họp, gặp gỡ, giúp đỡ, thăm hỏi, tặng quà, dâng hương, xây mới, dọn dẹp, phát quang, bắt giữ,
triệt phá, truy nã, giải cứu, tiêm phòng, tiêm chủng, xét tuyển, bầu, bầu cử, hiệp thương, đỡ đầu, miễn nhiệm, khởi tố, truy tố,
xét xử, cấp phát, cấp phép, hoàn thuế, kiểm định, giám định, chứng nhận, xác thực, sao lưu, phục dựng, bảo mật, cài đặt, dự trữ,
tích trữ, khơi thông, chốt chặn, phong tỏa, vận chuyển, tiếp quản, sáp nhập, hợp nhất, giải thể, chia tách, đặt tên, đổi tên,
treo, mời gọi, nắm bắt, học hỏi, tự đánh giá, tham vấn, ghi chép, ghi hình, phát thanh, truyền hình trực tiếp, in sao, cấp đổi,
tách thửa, cưỡng chế, di chuyển, đối ứng, bảo lãnh, tái thiết, tái đàn, xuống giống, thu hoạch, tiêu thoát, bơm, tiêu úng,
sản xuất, kết nghĩa, ký giao ước, đăng cai, cổ vũ, vinh danh, tôn tạo, rà soát lại, tập kết, trưng dụng, trưng cầu, phản biện,
chất vấn, thẩm vấn, xác lập, tuyên bố, đề bạt, phân bố, bàn bạc, chọn, tuyển, đọc, sửa, bảo trì, khoanh định, cải tiến, bám sát,
ban hành, báo cáo, bảo đảm, đảm bảo, bảo vệ, bảo quản, bảo tồn, bàn giao, biên soạn, biên tập, biểu dương, bổ sung, bố trí,
bồi dưỡng, cải cách, cải tạo, cải thiện, cảnh báo, cân đối, cấp, cập nhật, cắt giảm, chăm lo, chăm sóc, chấm dứt, chấn chỉnh,
chấp hành, chia sẻ, chỉ đạo, chỉnh lý, chỉnh trang, chống, chủ trì, chuẩn bị, chuẩn hóa, chuẩn hoá, chuyển, chuyển đổi,
chuyển giao, củng cố, cung cấp, cung ứng, công bố, công khai, công nhận, cụ thể hóa, cụ thể hoá, cử, dành, di dời, dự báo,
duy trì, dừng, diễn tập, đa dạng hóa, đa dạng hoá, đánh giá, đào tạo, đăng ký, đăng tải, đấu tranh, đầu tư, đẩy lùi, đẩy mạnh,
đẩy nhanh, đề cao, đề ra, đề xuất, đề nghị, điều chỉnh, điều động, điều hành, điều phối, điều tiết, điều tra, định hướng,
đóng góp, đổi mới, đôn đốc, đối chiếu, đối thoại, đơn giản hóa, đơn giản hoá, đưa, động viên, gắn, giao, giải ngân, giải phóng,
giải quyết, giải trình, giám sát, giảm, giáo dục, giới thiệu, giữ, giữ vững, giữ gìn, góp phần, gửi, hạn chế, hiện đại hóa,
hiện đại hoá, hình thành, hoàn thành, hoàn thiện, hoàn trả, hợp tác, hỗ trợ, huy động, hướng dẫn, khai thác, khảo sát, khắc phục,
khen thưởng, khích lệ, khôi phục, khởi công, khơi dậy, khuyến khích, kiểm điểm, kiểm kê, kiểm soát, kiểm tra, kiện toàn,
kiến nghị, kết hợp, kết nối, ký, làm, làm rõ, làm tốt, làm việc, lãnh đạo, lập, lắp đặt, lấy, liên hệ, liên kết, loại bỏ,
lồng ghép, lựa chọn, mở, mở rộng, mời, nắm, nắm chắc, nâng, nâng cao, nâng cấp, nêu cao, nêu rõ, nêu gương, nộp, ngăn chặn,
nghiêm cấm, nghiên cứu, nhân rộng, niêm yết, ổn định, phát động, phát hành, phát hiện, phát huy, phát triển, phản ánh, phân bổ,
phân cấp, phân công, phân loại, phân tích, phân luồng, phân định, phê duyệt, phòng chống, phòng ngừa, phối hợp, phổ biến,
phục hồi, phục vụ, quán triệt, quán xuyến, quản lý, quy hoạch, quy định, quyết định, rà soát, rút kinh nghiệm, rút ngắn, sắp xếp,
sao gửi, sơ kết, số hóa, số hoá, soát xét, soạn thảo, sử dụng, sửa chữa, sửa đổi, sơ tán, tái cấu trúc, tái cơ cấu, tăng cường,
tăng, tạm dừng, tạo, tạo điều kiện, tạo lập, tạo sự, tập huấn, tập hợp, tiến hành, tiết kiệm, tiếp nhận, tiếp thu, tiếp tế,
tiếp xúc, tiếp công dân, tiêu chuẩn hóa, tìm kiếm, tinh giản, tôn vinh, tổ chức, tổng hợp, tổng kết, tối ưu hóa, tối ưu hoá,
tham gia, tham mưu, thanh tra, thanh toán, thành lập, tháo gỡ, thay thế, theo dõi, thể chế hóa, thể chế hoá, thể hiện, thẩm định,
thẩm tra, thi đua, thi hành, thí điểm, thiết lập, thông báo, thông tin, thống kê, thu, thu hồi, thu hút, thu thập, thúc đẩy,
thực hành, thực hiện, trang bị, tranh thủ, triển khai, trình, tuân thủ, tuyên dương, tuyên truyền, tuyển chọn, tuyển dụng,
tư vấn, tự kiểm tra, từ chối, ứng dụng, ứng phó, ưu tiên, vận động, vận dụng, vận hành, xác định, xác minh, xác nhận, xây dựng,
xem xét, xét, xét duyệt, xếp loại, xóa bỏ, xoá bỏ, xử lý, xử phạt, yêu cầu, chịu, giúp, giao ban, truyền thông, in ấn, đề cử,
truyền dữ liệu, truyền trực tiếp, nhận dữ liệu, nhận bàn giao, tra cứu,
bình xét, ra sức, rèn luyện, học tập, tu dưỡng, siết chặt, quản trị, kêu gọi, ủng hộ, tổng rà soát, đàm phán, thương thảo, ngừng,
tháo dỡ, trực ban, nhắc nhở, phê bình, kỷ luật, kết nạp, luân chuyển, bổ nhiệm, giới hạn, cắm mốc, đo đạc, giải tỏa, giải toả,
bồi thường, tái định cư, đền bù, chi trả, hạch toán, quyết toán, lập dự toán, cân nhắc, tính toán, dự kiến, đề phòng,
khoanh vùng, dập dịch, cứu trợ, cứu hộ, xuất cấp, hưởng ứng, tiên phong, đi đầu, nghiệm thu, đạt, tận dụng, tương tác, kỷ niệm,
chào mừng, chú trọng, quan tâm, chú ý, lưu ý, nhận diện, tham khảo, đối soát, đồng bộ, tích hợp, xúc tiến, quảng bá, hài hòa,
hài hoà, khởi động, nuôi dưỡng, tạo nguồn, trùng tu, gìn giữ, bảo dưỡng, duy tu, vệ sinh, khử khuẩn, chăn nuôi, tiêu hủy,
tiêu huỷ, xuất bản, thiết kế, thi công, rà phá, san lấp, ký kết, cam kết, thay mặt, thừa ủy quyền, ủy quyền, uỷ quyền, bác bỏ,
hủy bỏ, huỷ bỏ, bãi bỏ, cho vay, gia hạn, cơ cấu lại, niêm phong, tịch thu, ban bố, chữa bệnh, xét nghiệm, cách ly, giao lưu,
tọa đàm, toạ đàm, hội thảo, đưa tin, phát sóng, đánh số, gắn biển, áp dụng, nhất quán, minh bạch, bứt phá, tăng tốc, khép kín,
xã hội hóa, xã hội hoá, hiện thực hóa, hiện thực hoá, hòa giải, hoà giải, tố giác, trấn áp, truy quét, tuần tra, canh gác,
tập luyện, thi đấu, biểu diễn, trưng bày, triển lãm, sưu tầm, tri ân, khai giảng, tuyển sinh, giảng dạy, phụ đạo, ôn tập,
ôn luyện, khai báo, kê khai, mua sắm, đấu thầu, đấu giá, cho thuê, giao đất, thu gom, nạo vét, gia cố, chằng chống, neo đậu
"""

#: names of things that begin like a deed: «Thu nhập …», «Trình tự …», «Dự án …», «Lưu trữ lịch sử …»
NOT_DEEDS = """
thu nhập, thu chi, thu ngân sách, trình tự, trình độ, học sinh, cấp học, cấp độ, cấp ủy, cấp uỷ, cấp xã, cấp tỉnh, cấp huyện,
cấp trên, chuyển tiếp, giao thông, giao dịch, tăng trưởng, giảm nghèo, giảm trừ, quyết định số, quyết định này, kế hoạch,
tổ chức đảng, tổ chức bộ máy, thông tin liên hệ, tài liệu, giữa, đạt chuẩn, làm thêm, lập pháp, mở đầu, gắn liền, đưa tin,
ký hiệu, ký tự, nắm tay, tạo hình, quản lý nhà nước là, quy định chung, phạm vi, hỗ trợ pháp lý là, bảo hiểm, dự án, dự thảo,
dự toán, đăng ký kinh doanh là, sản xuất kinh doanh, phát triển bền vững là
"""

#: what a body says of itself or of the past: never work given. «Thường trực ghi nhận …», «Văn phòng trân trọng thông báo …»
SAYINGS = """
ghi nhận, biểu dương, đánh giá cao, kết luận như sau, kết luận chỉ đạo, kết luận hội nghị, kết luận buổi, kết luận cuộc,
kết luận phiên, nhất trí, đồng ý, thống nhất với, thống nhất chủ trương, thống nhất đánh giá, thống nhất quan điểm,
thống nhất cao, thống nhất thông qua, cơ bản thống nhất, hoan nghênh, khen ngợi, cảm ơn, trân trọng, gửi kèm, xin, thông báo,
có ý kiến, cho ý kiến, nhận được, cho biết, chúc mừng, chia buồn, nhận định, khẳng định, quyết nghị, ban bố, kính, phát biểu,
nghe, đã, đang, vừa, được, bị, là, chưa, không, còn, vẫn, có, cũng, mới, rất, luôn luôn, luôn, thông qua, tán thành, dự, cùng dự,
báo cáo tại, chủ trì cuộc, chủ trì hội, chủ trì buổi, chủ trì phiên, chủ trì họp
"""

#: praise, approval, findings and past: a sentence that opens so gives no work. «Ghi nhận …», «Đồng ý chủ trương …»
PRAISES = """
ghi nhận, biểu dương, đánh giá cao, hoan nghênh, khen ngợi, nhiệt liệt, trân trọng, cơ bản thống nhất, thống nhất với,
thống nhất về, thống nhất chủ trương, thống nhất đánh giá, đồng ý, nhất trí, cơ bản nhất trí, thông qua, phê duyệt,
nhìn chung, tuy nhiên, mặc dù, nhờ đó, trên thực tế, trong thời gian qua, thời gian qua, trong những năm qua, những năm qua,
vừa qua, hiện nay, đến nay, nguyên nhân, kết quả, chấp thuận, cho phép, tán thành, cảm ơn, chúc mừng, trên đây là, như vậy,
sau khi nghe, cùng dự, tham dự, dự họp, xin trân trọng, kèm theo, chi tiết, căn cứ luật, căn cứ nghị, căn cứ quyết định,
kính gửi, nơi nhận
"""

#: order words: who speaks gives work to whom follows. «Giao Sở Nội vụ …», «Thường trực Tỉnh ủy yêu cầu các huyện ủy …»
ORDERS = {
    "giao": "giao, giao cho, phân công, giao nhiệm vụ cho, ủy quyền cho, uỷ quyền cho, phân giao, giao trách nhiệm cho",
    "yêu cầu": "yêu cầu, nghiêm túc yêu cầu, chỉ thị",
    "đề nghị": "đề nghị, kính đề nghị, trân trọng đề nghị, thiết tha đề nghị",
}
